/// Pages and JSON of checklists and inspections.
@NullMarked
package org.verdite.inspections.web;

import org.jspecify.annotations.NullMarked;
