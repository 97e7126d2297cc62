/// Pages and JSON of certificates, recognitions and assessment results.
@NullMarked
package org.verdite.assessments.web;

import org.jspecify.annotations.NullMarked;
