package org.verdite.notices;

/// As what somebody was told. NOBODY: the place had no one to tell, so the next above was told at once.
public enum Duty {
    OWNER,
    OFFICER,
    MANAGER,
    DIRECTOR,
    EXECUTIVE,
    NOBODY
}
