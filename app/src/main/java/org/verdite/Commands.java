package org.verdite;

import java.io.PrintStream;
import java.util.List;

/// What can be asked of Verdite from a shell.
final class Commands {

    private Commands() {}

    static void run(String[] args) {
        String command = args.length == 0 ? "start" : args[0];
        try {
            var options = Options.of(List.of(args).subList(Math.min(1, args.length), args.length));
            int exit = switch (command) {
                case "start" -> Start.run(options);
                case "verify" -> VerifyCommand.run(options);
                case "backup" -> Backup.run(options);
                case "restore" -> Restore.run(options);
                case "remove-demonstration" -> RemoveDemonstration.run(options);
                default ->
                    throw new CannotStart("Unknown command " + command + ". ./verdite alone prints what it can do.");
            };
            if (exit >= 0) {
                System.exit(exit);
            }
        } catch (CannotStart e) {
            say(System.err, "verdite: " + e.getMessage());
            System.exit(2);
        }
    }

    static void say(PrintStream out, String sentence) {
        out.println(sentence);
        out.flush();
    }

    static void say(String sentence) {
        say(System.out, sentence);
    }
}
