package org.verdite.rectification;

/// One line of "Before you can …": something a step needs, there or missing.
///
/// @param key message key of the sentence, used as `rectification.need.<key>` in the list and
///     `rectification.refused.<key>` when the step is tried without
/// @param args of the sentence
/// @param path the place where it can be supplied, relative to the item's page: `cause`, `people`, `action`,
/// `#evidence`
public record Need(String key, boolean met, Object[] args, String path) {

    static Need of(String key, boolean met, String path, Object... args) {
        return new Need(key, met, args, path);
    }

    @Override
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
        return other instanceof Need n && n.key.equals(key) && n.met == met;
    }

    @Override
    public int hashCode() {
        return key.hashCode() * 2 + (met ? 1 : 0);
    }

    @Override
    public String toString() {
        return key + (met ? " met" : " missing");
    }
}
