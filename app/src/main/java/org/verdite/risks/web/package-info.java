@NullMarked
package org.verdite.risks.web;

import org.jspecify.annotations.NullMarked;
