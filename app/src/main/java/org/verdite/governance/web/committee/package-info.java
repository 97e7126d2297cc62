/// Pages and JSON of committees and their meetings.
@NullMarked
package org.verdite.governance.web.committee;

import org.jspecify.annotations.NullMarked;
