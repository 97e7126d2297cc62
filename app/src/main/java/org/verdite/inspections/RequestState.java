package org.verdite.inspections;

/// How a request of people from outside stands.
public enum RequestState {
    OPEN,
    ANSWERED,
    DECLINED,
    /// By who asked.
    WITHDRAWN
}
