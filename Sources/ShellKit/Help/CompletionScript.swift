import CivilTime

/// Scripts that let command-line shells complete our flags, from the option table.
package enum CompletionScript {
    /// The script for a shell, to be loaded by it.
    package static func text(for shell: Option.CompletingShell) -> String {
        switch shell {
        case .bash: bash
        case .zsh: zsh
        case .fish: fish
        }
    }

    private static var options: [Option] { OptionTable.all.filter { !$0.isHidden } }

    private static var bash: String {
        let names = options.flatMap(\.names).joined(separator: " ")
        let files = options.filter { $0.completion == .file }.flatMap(\.names).joined(separator: "|")
        let words = options.compactMap { option -> String? in
            guard case .words(let words) = option.completion else { return nil }
            let pattern = option.names.joined(separator: "|")
            return
                "        \(pattern)) COMPREPLY=($(compgen -W '\(words.joined(separator: " "))' -- \"$current\")); return ;;\n"
        }.joined()
        let free = options.filter { option in
            guard option.valueName != nil else { return false }
            if case .words = option.completion { return false }
            return option.completion != .file
        }.flatMap(\.names).joined(separator: "|")
        return """
            # Completion of iotdb-shell for bash: put this into a file that ~/.bashrc reads, or run
            #   source <(iotdb-shell --completions bash)
            _iotdb_shell() {
                local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}
                COMPREPLY=()
                case $previous in
            \(words)        \(files)) COMPREPLY=($(compgen -f -- "$current")); compopt -o filenames 2>/dev/null; return ;;
                    \(free)) return ;;
                esac
                COMPREPLY=($(compgen -W '\(names)' -- "$current"))
            }
            complete -F _iotdb_shell iotdb-shell

            """
    }

    private static var zsh: String {
        let lines = options.map { option in
            let exclusive = option.names.count > 1 ? "'(\(option.names.joined(separator: " ")))'" : ""
            let names = option.names.count > 1 ? "{\(option.names.joined(separator: ","))}" : option.names[0]
            let value = option.valueName.map { ":\(plain($0)):\(zshAction(option.completion))" } ?? ""
            return "        \(exclusive)\(names)'[\(plain(option.summary))]\(value)' \\\n"
        }.joined()
        return """
            #compdef iotdb-shell
            # Completion of iotdb-shell for zsh: save it as _iotdb-shell in a folder of $fpath, or run
            #   source <(iotdb-shell --completions zsh)
            _iotdb_shell() {
                _arguments -s \\
            \(lines)        '*:address:'
            }
            # A file of $fpath is itself the function that is called.
            if [[ ${funcstack[1]} == _iotdb-shell ]]; then _iotdb_shell "$@"; else compdef _iotdb_shell iotdb-shell; fi

            """
    }

    private static func zshAction(_ completion: SettingSyntax.Completion) -> String {
        switch completion {
        case .words(let words): "(\(words.joined(separator: " ")))"
        case .file: "_files"
        case .none, .timeZone, .database, .profile: " "
        }
    }

    private static var fish: String {
        let head = """
            # Completion of iotdb-shell for fish: save it as ~/.config/fish/completions/iotdb-shell.fish
            complete -c iotdb-shell -f

            """
        return head
            + options.map { option in
                let names = option.names.map { name -> String in
                    if name.hasPrefix("--") { return "-l \(name.dropFirst(2))" }
                    return name.utf8.count == 2 ? "-s \(name.dropFirst())" : "-o \(name.dropFirst())"
                }.joined(separator: " ")
                let value =
                    switch option.completion {
                    case .words(let words): " -x -a '\(words.joined(separator: " "))'"
                    case .file: " -r -F"
                    case .none, .timeZone, .database, .profile: option.valueName == nil ? "" : " -x"
                    }
                return "complete -c iotdb-shell \(names)\(value) -d '\(plain(option.summary))'\n"
            }.joined()
    }

    /// Text that stands in quotes and brackets without harm.
    private static func plain(_ text: String) -> String {
        String(text.map { "'[]:\\".contains($0) ? " " : $0 })
    }
}
