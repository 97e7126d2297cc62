package org.verdite.organisation;

/// Everything a role can allow, in one place. A permission holds for a unit and all below it.
/// Seeing is not listed: whoever has any role at a unit sees the rows of its subtree.
public enum Permission {
    /// Accounts, grants, tokens of others, settings.
    ADMINISTER,
    /// Units, sites, facilities, boundaries, legal entities.
    ORGANISATION_EDIT,
    /// People, positions, appointments, contractors.
    PEOPLE_EDIT,
    /// Limit sets, limits, permits.
    OBLIGATIONS_EDIT,
    /// Points, series, mappings of sources.
    MONITORING_EDIT,
    /// Files of measurements.
    MONITORING_IMPORT,
    /// Acknowledge an exceedance, record its cause.
    EXCEEDANCE_HANDLE,
    /// Open a non-compliant item.
    ITEM_OPEN,
    /// Plan and carry out a correction; own actions.
    ITEM_CARRY,
    /// Approve a correction's plan.
    ITEM_APPROVE,
    /// Verify a correction carried by somebody else.
    ITEM_VERIFY,
    /// Evidence files.
    EVIDENCE_ADD,
    /// Environmental expenditure.
    FUNDS_EDIT,
    /// Approve what somebody else plans to spend.
    FUNDS_APPROVE,
    /// Certificates, recognitions, assessment results.
    ASSESSMENTS_EDIT,
    /// Checklists, programmes, inspections.
    INSPECTION_PLAN,
    /// Prepare and hold management reviews, close the year, let off its duties.
    REVIEW_HOLD,
    /// Aspects, risks, controls, the context of the system.
    RISKS_EDIT,
    /// Targets, goals and indicator definitions.
    TARGETS_EDIT,
    /// Approve the environmental policy, and that a goal asks for less than it should.
    TARGETS_APPROVE,
    /// Break down a unit's share of a goal, and sign for one that is proposed to the unit.
    TARGETS_SHARE,
    /// Publish an edition of the figures.
    PUBLISH,
    /// Read the whole trail and verify it.
    TRAIL_VERIFY
}
