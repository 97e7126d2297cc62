package org.verdite;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What was said after the command.
///
/// @param empty no demonstration: a first-run page creates the first administrator
/// @param dbUrl JDBC address of an external PostgreSQL, empty for the embedded one
/// @param export a file to verify instead of the database, empty for none
/// @param heads heads kept elsewhere, to verify the database or that export against
record Options(
        int port,
        Path data,
        boolean empty,
        String dbUrl,
        String dbUser,
        String export,
        String heads,
        List<String> rest) {

    static Options of(List<String> args) {
        int port = 8080;
        Path data = Path.of("data");
        boolean empty = false;
        String dbUrl = "";
        String dbUser = "";
        String export = "";
        String heads = "";
        var rest = new ArrayList<String>();
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            switch (arg) {
                case "--port" -> port = number(arg, value(args, ++i, arg));
                case "--data" -> data = Path.of(value(args, ++i, arg));
                case "--empty" -> empty = true;
                case "--db-url" -> dbUrl = jdbc(value(args, ++i, arg));
                case "--db-user" -> dbUser = value(args, ++i, arg);
                case "--export" -> export = value(args, ++i, arg);
                case "--heads" -> heads = value(args, ++i, arg);
                default -> {
                    if (arg.startsWith("--")) {
                        throw new CannotStart("Unknown option " + arg
                                + ". Known are --port N, --data DIR, --empty, --db-url URL, --db-user NAME.");
                    }
                    rest.add(arg);
                }
            }
        }
        return new Options(port, data, empty, dbUrl, dbUser, export, heads, List.copyOf(rest));
    }

    boolean external() {
        return !dbUrl.isEmpty();
    }

    /// The one file that the command needs.
    Path file(String command) {
        if (rest.size() != 1) {
            throw new CannotStart(command + " needs one file: ./verdite " + command + " FILE");
        }
        return Path.of(rest.getFirst()).toAbsolutePath().normalize();
    }

    void nothingMore(String command) {
        if (!rest.isEmpty()) {
            throw new CannotStart(command + " does not know what to do with " + rest.getFirst() + ".");
        }
    }

    private static String value(List<String> args, int i, String option) {
        if (i >= args.size()) {
            throw new CannotStart(option + " needs a value.");
        }
        return args.get(i);
    }

    private static String jdbc(String url) {
        String full = url.startsWith("postgresql://") || url.startsWith("postgres://")
                ? "jdbc:postgresql://" + url.substring(url.indexOf("://") + 3)
                : url;
        if (!full.startsWith("jdbc:postgresql:")) {
            throw new CannotStart(
                    "--db-url needs an address like jdbc:postgresql://host:5432/verdite, not " + url + ".");
        }
        return full;
    }

    private static int number(String option, String text) {
        try {
            int port = Integer.parseInt(text);
            if (port > 0 && port < 65536) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw new CannotStart(option + " needs a port number from 1 to 65535, not " + text + ".");
        }
        throw new CannotStart(option + " needs a port number from 1 to 65535, not " + text + ".");
    }
}
