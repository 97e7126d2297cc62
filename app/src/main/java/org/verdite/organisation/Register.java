package org.verdite.organisation;

/// The registers whose dated statements may be corrected: the statement that was wrong is superseded and kept.
public enum Register {
    /// A site's standing in a boundary.
    MEMBERSHIP(
            "membership",
            "boundary, site_id, unit_id, standing, share, due, reason, approved_by, end_reason",
            Permission.ORGANISATION_EDIT),
    /// A share of a legal entity.
    HOLDING("holding", "entity_id, owner_id, share", Permission.ORGANISATION_EDIT),
    /// Who holds a post.
    APPOINTMENT(
            "appointment",
            "unit_id, person_id, position_id, substitute, for_id, given_by, reason",
            Permission.PEOPLE_EDIT),
    /// For whom a person works.
    EMPLOYMENT("employment", "person_id, unit_id, kind, contractor_id", Permission.PEOPLE_EDIT);

    final String table;
    final String columns;
    final Permission permission;

    Register(String table, String columns, Permission permission) {
        this.table = table;
        this.columns = columns;
        this.permission = permission;
    }
}
