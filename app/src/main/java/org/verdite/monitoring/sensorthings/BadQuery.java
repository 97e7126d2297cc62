package org.verdite.monitoring.sensorthings;

import java.util.List;

/// What was asked can't be understood, and where (400).
final class BadQuery extends RuntimeException {

    private final String option;
    private final int position;
    private final String key;
    private final transient List<String> args;

    /// @param option the query option, `$filter`
    /// @param position of the first character that can't be, from 0
    /// @param key message key; its arguments are the option, the position and the rest
    BadQuery(String option, int position, String key, String... args) {
        super(key);
        this.option = option;
        this.position = position;
        this.key = key;
        this.args = List.of(args);
    }

    String option() {
        return option;
    }

    int position() {
        return position;
    }

    String key() {
        return key;
    }

    Object[] args() {
        var all = new java.util.ArrayList<Object>(List.of(option, String.valueOf(position)));
        all.addAll(args);
        return all.toArray();
    }
}
