package org.verdite.targets.policy;

/// Number of a version of a policy.
public record PolicyId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
