@NullMarked
package org.verdite.notices.web;

import org.jspecify.annotations.NullMarked;
