package org.verdite.notices;

/// For whom a notice is: one person by name, or who answers at a height above its unit.
public enum Level {
    /// Who carries the matter, by name.
    OWNER,
    /// The nearest manager at the unit or above.
    MANAGER,
    /// The head of the subsidiary or region.
    SUBSIDIARY,
    /// The group's department.
    GROUP,
    /// Those who lead the group.
    COMMITTEE
}
