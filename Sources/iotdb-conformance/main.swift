import Platform

exit(await ConformanceProgram.run(Array(CommandLine.arguments.dropFirst())))
