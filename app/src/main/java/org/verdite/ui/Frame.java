package org.verdite.ui;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// All that a page needs around its content. Templates take it as the parameter `frame`.
///
/// @param appearance `light` or `dark`; empty to follow the system
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
        List<MenuGroup> menu,
        UnitDirectory.@Nullable Unit unit,
        List<UnitDirectory.Unit> unitPath,
        @Nullable Flash flash,
        UnaryOperator<String> assets,
        String printed) {

    public record MenuGroup(Phase phase, List<MenuItem> items, boolean open) {}

    public record MenuItem(String key, String path, boolean here) {}

    /// A path within the unit shown: every link of a page keeps it.
    public String link(String target) {
        if (unit == null || target.contains("unit=")) {
            return target;
        }
        return target + (target.contains("?") ? "&" : "?") + "unit=" + unit.id();
    }

    /// The versioned path of a static file, for instance `/ui/verdite.css`.
    public String asset(String path) {
        return assets.apply(path);
    }
}
