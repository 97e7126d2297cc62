package org.verdite.ui;

import java.util.Collection;
import java.util.Map;

/// How units stand, for the switcher; supplied by a room that knows what a site's state is.
public interface UnitStates {

    /// The worst state of the sites in each unit's subtree, within what the reader sees. A unit without sites is
    /// absent.
    Map<Integer, State> worst(Collection<Integer> units);
}
