package org.verdite.ui;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// All that a page needs around its content. Templates take it as the parameter `frame`.
///
/// @param appearance `light` or `dark`; empty to follow the system
/// @param bell null where nothing rings
/// @param path the page's own path with its query, for switches that come back to it
/// @param unit the unit the page is narrowed to; null for all the person may see
/// @param unitPath from the top down to the unit
public record Frame(
        Texts t,
        String appearance,
        String path,
        String csrfName,
        String csrfToken,
        SignedIn.@Nullable Who who,
        boolean demonstration,
        int waiting,
        @Nullable Ringing bell,
        List<MenuGroup> menu,
        UnitDirectory.@Nullable Unit unit,
        List<UnitDirectory.Unit> unitPath,
        @Nullable Flash flash,
        UnaryOperator<String> assets,
        String printed) {

    private static final List<String> SCRIPTS = List.of(
            "again",
            "ticked",
            "back",
            "before",
            "close",
            "copied",
            "dirty",
            "exceeded",
            "failed",
            "flagged",
            "loading",
            "lost",
            "none",
            "nondetect",
            "notjudged",
            "of",
            "undrawn",
            "unreached",
            "warning",
            "within",
            "zoomIn",
            "zoomOut");

    /// The bell of the header.
    ///
    /// @param unread told and not read yet, counted to {@link Bell#MOST}
    public record Ringing(String path, int unread) {
        public String count() {
            return unread >= Bell.MOST ? (Bell.MOST - 1) + "+" : Integer.toString(unread);
        }
    }

    public record MenuGroup(Phase phase, List<MenuItem> items, boolean open) {}

    public record MenuItem(String key, String path, boolean here) {}

    /// True for somebody from outside: without the group's units and search.
    public boolean guest() {
        return who != null && who.guest();
    }

    /// A path within the unit shown: every link of a page keeps it.
    public String link(String target) {
        return Address.within(target, unit == null ? null : unit.id());
    }

    /// The unit switcher, which comes back to this page.
    public String unitsPath() {
        return "/units?" + (unit == null ? "" : "below=" + unit.id() + "&") + "back="
                + URLEncoder.encode(path, StandardCharsets.UTF_8);
    }

    /// Words that scripts say, as JSON: they too come from the message files.
    public String words() {
        var words = new TreeMap<String, String>();
        SCRIPTS.forEach(key -> words.put(key, t.of("ui.script." + key, "{0}", "{1}")));
        return Json.mapper().writeValueAsString(words);
    }

    /// The versioned path of a static file, for instance `/ui/verdite.css`.
    public String asset(String path) {
        return assets.apply(path);
    }
}
