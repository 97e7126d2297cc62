/// Pages and JSON of reviews and years.
@NullMarked
package org.verdite.governance.web;

import org.jspecify.annotations.NullMarked;
