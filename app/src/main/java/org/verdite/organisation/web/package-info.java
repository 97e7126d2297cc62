@NullMarked
package org.verdite.organisation.web;

import org.jspecify.annotations.NullMarked;
