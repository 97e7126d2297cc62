@NullMarked
package org.verdite.obligations.web;

import org.jspecify.annotations.NullMarked;
