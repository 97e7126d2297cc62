/// The house itself: how it starts, where its database lives, and how every transaction learns who acts and what they
/// may see.
@NullMarked
package org.verdite;

import org.jspecify.annotations.NullMarked;
