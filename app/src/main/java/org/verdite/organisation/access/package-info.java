/// Signing in: passwords, single sign-on, tokens, sessions, and the scope each request gets.
@NullMarked
package org.verdite.organisation.access;

import org.jspecify.annotations.NullMarked;
