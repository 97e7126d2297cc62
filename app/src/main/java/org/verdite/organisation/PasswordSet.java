package org.verdite.organisation;

/// Somebody's password is another from now on: whoever is signed in with the old one is signed out.
public record PasswordSet(int account) {}
