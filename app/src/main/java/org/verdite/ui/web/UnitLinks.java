package org.verdite.ui.web;

/// Puts a unit into a page's address, or takes it out.
final class UnitLinks {

    private UnitLinks() {}

    static String to(String path, int unit) {
        String bare = without(path);
        return bare + (bare.contains("?") ? "&" : "?") + "unit=" + unit;
    }

    static String without(String path) {
        String bare = path.replaceAll("(?<=[?&])unit=\\d*&?", "");
        return bare.endsWith("?") || bare.endsWith("&") ? bare.substring(0, bare.length() - 1) : bare;
    }
}
