import Glibc

exit(await ConformanceProgram.run(Array(CommandLine.arguments.dropFirst())))
