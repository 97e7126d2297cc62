/// Pages and JSON of targets.
@NullMarked
package org.verdite.targets.web;

import org.jspecify.annotations.NullMarked;
