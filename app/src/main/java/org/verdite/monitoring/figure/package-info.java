/// What of the measurements is published: how much was held against compliance limits, and how much kept them.
@NullMarked
package org.verdite.monitoring.figure;

import org.jspecify.annotations.NullMarked;
