package org.verdite.ui;

/// Whether the signed-in person may ask for a page at all, whatever it would show them.
public interface Reach {

    boolean reaches(String path);
}
