package org.verdite.ui;

/// What rings in the header of each page: things told to the signed-in person that they have not read.
public interface Bell {

    /// More are not counted.
    int MOST = 100;

    /// The list of them.
    String path();

    /// Asked for on every page: one cheap statement.
    int unread();
}
