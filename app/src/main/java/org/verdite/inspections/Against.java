package org.verdite.inspections;

/// What a criterion of a list is to the list it stands on.
public enum Against {
    ADDED,
    CHANGED,
    LEFT_OUT
}
