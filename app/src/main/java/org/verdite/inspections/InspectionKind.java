package org.verdite.inspections;

/// What an inspection is (ISO 14001, 9.1.2 and 9.2).
public enum InspectionKind {
    /// By the group, of a subsidiary or site.
    GROUP,
    /// By the site's own people, of their own work.
    SELF_CHECK,
    /// For a reason: after an incident, before a season.
    SPECIAL,
    /// By an institution from outside, for risks too.
    THIRD_PARTY,
    /// By colleagues from elsewhere, of the management system.
    INTERNAL_AUDIT,
    /// By the certification body.
    CERTIFICATION;

    /// Who looks may not have answered for what is looked at.
    public boolean independent() {
        return this != SELF_CHECK;
    }

    /// Who looks comes from outside and says so of its interests.
    public boolean outside() {
        return this == THIRD_PARTY || this == CERTIFICATION;
    }
}
