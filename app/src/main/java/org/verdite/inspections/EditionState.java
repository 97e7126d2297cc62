package org.verdite.inspections;

/// A drafted edition is written, a published one stands and is asked by, a withdrawn one stands and is asked no more.
public enum EditionState {
    DRAFT,
    PUBLISHED,
    WITHDRAWN
}
