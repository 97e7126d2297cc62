package org.verdite.organisation.access;

/// A principal that stands for an account of ours, however it signed in.
interface AccountHolder {
    int account();
}
