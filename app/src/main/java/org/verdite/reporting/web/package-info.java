/// Pages and JSON of targets and progress, explanations, editions, and the group's home.
@NullMarked
package org.verdite.reporting.web;

import org.jspecify.annotations.NullMarked;
