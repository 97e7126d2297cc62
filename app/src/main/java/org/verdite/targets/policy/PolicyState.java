package org.verdite.targets.policy;

/// A draft is submitted and approved by somebody else; approved, it is never changed, and the next version follows it.
public enum PolicyState {
    DRAFT,
    SUBMITTED,
    APPROVED,
    WITHDRAWN
}
