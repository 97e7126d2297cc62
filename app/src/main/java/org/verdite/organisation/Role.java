package org.verdite.organisation;

import static org.verdite.organisation.Permission.*;

import java.util.EnumSet;
import java.util.Set;

/// What a post may do at a unit and below. A grant is a role at a unit for a time.
public enum Role {
    ADMINISTRATOR(EnumSet.of(ADMINISTER, ORGANISATION_EDIT, PEOPLE_EDIT, TRAIL_VERIFY)),
    /// Environment director: the group's Environment and Ecology Department.
    DIRECTOR(EnumSet.complementOf(EnumSet.of(ADMINISTER))),
    /// Environmental manager of a subsidiary or site.
    SITE_MANAGER(EnumSet.of(
            PEOPLE_EDIT,
            MONITORING_EDIT,
            MONITORING_IMPORT,
            EXCEEDANCE_HANDLE,
            ITEM_OPEN,
            ITEM_CARRY,
            ITEM_APPROVE,
            ITEM_VERIFY,
            EVIDENCE_ADD,
            FUNDS_EDIT,
            FUNDS_APPROVE,
            ASSESSMENTS_EDIT,
            INSPECTION_PLAN,
            REVIEW_HOLD,
            RISKS_EDIT,
            TARGETS_SHARE)),
    /// Full-time or part-time environmental officer of a section.
    OFFICER(EnumSet.of(MONITORING_IMPORT, EXCEEDANCE_HANDLE, ITEM_OPEN, ITEM_CARRY, EVIDENCE_ADD)),
    INSPECTOR(EnumSet.of(ITEM_OPEN, ITEM_VERIFY, EVIDENCE_ADD)),
    /// External auditor: reads and checks, changes nothing.
    AUDITOR(EnumSet.of(TRAIL_VERIFY)),
    CONTRACTOR(EnumSet.of(ITEM_CARRY, EVIDENCE_ADD)),
    /// Top management: reads, and approves what ISO 14001, 5.1 and 5.2 leave to it.
    EXECUTIVE(EnumSet.of(TARGETS_APPROVE)),
    /// Publishes the figures.
    DISCLOSER(EnumSet.of(PUBLISH));

    private final Set<Permission> permissions;

    Role(Set<Permission> permissions) {
        this.permissions = Set.copyOf(permissions);
    }

    public boolean allows(Permission permission) {
        return permissions.contains(permission);
    }

    public Set<Permission> permissions() {
        return permissions;
    }
}
