package org.verdite.monitoring.intake;

/// What a file calls a parameter: its name, and where columns say so its fraction and basis: `Phosphorus [Dissolved]
/// [as P]`.
final class ParameterKey {

    private ParameterKey() {}

    static String of(Layout layout, String[] cells) {
        String name = cells[layout.at(Role.PARAMETER)];
        int fraction = layout.at(Role.FRACTION);
        int basis = layout.at(Role.BASIS);
        if (fraction < 0 && basis < 0) {
            return name;
        }
        String f = fraction < 0 || cells[fraction].isEmpty() ? "" : " [" + cells[fraction] + "]";
        String b = basis < 0 || cells[basis].isEmpty() ? "" : " {" + cells[basis] + "}";
        return f.isEmpty() && b.isEmpty() ? name : name + f + b;
    }

    static String name(String key) {
        int fraction = key.indexOf(" [");
        int basis = key.indexOf(" {");
        int end = fraction < 0 ? basis : fraction;
        return end < 0 ? key : key.substring(0, end);
    }

    static String fraction(String key) {
        int from = key.indexOf(" [");
        return from < 0 ? "" : key.substring(from + 2, key.indexOf(']', from));
    }

    static String basis(String key) {
        int from = key.indexOf(" {");
        return from < 0 ? "" : key.substring(from + 2, key.indexOf('}', from));
    }
}
