package org.verdite.governance;

/// Planned while facts are collected and inputs answered; held when the meeting took place, from when on what it looked
/// at stays; closed by the chair's signature.
public enum ReviewState {
    PLANNED,
    HELD,
    CLOSED,
    CANCELLED;

    public boolean over() {
        return this == CLOSED || this == CANCELLED;
    }
}
