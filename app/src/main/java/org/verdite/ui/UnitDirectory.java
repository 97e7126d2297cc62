package org.verdite.ui;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.LocalText;

/// The unit tree as the frame needs it: the switcher and the unit a page belongs to.
public interface UnitDirectory {

    /// @param id unit id
    /// @param kind GROUP, REGION, SUBSIDIARY, SITE, DEPARTMENT, SECTION, TEAM
    /// @param sites number of sites in its subtree
    /// @param children true when units stand below it
    record Unit(int id, LocalText name, String code, String kind, int sites, boolean children) {}

    /// The unit if the person sees it.
    @Nullable Unit unit(int id);

    /// From the top of the tree down to the unit, the unit itself last.
    List<Unit> path(int id);

    /// The tops of the subtrees the person may see.
    List<Unit> tops();

    List<Unit> below(int id);

    /// By name, code or country; at most `limit`.
    List<Unit> find(String words, int limit);

    /// Ids of the unit and of all below it, as the tree stands today.
    int[] subtree(int id);
}
