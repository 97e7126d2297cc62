package org.verdite.notices;

/// Where a notice stands. NOTED: somebody takes care. SETTLED: what it spoke of was dealt with. WITHDRAWN: it turned
/// out not to be so. The last two are final.
public enum NoticeState {
    OPEN,
    NOTED,
    SETTLED,
    WITHDRAWN;

    public boolean over() {
        return this == SETTLED || this == WITHDRAWN;
    }
}
