/// Pages and JSON of the expenditure ledger.
@NullMarked
package org.verdite.funds.web;

import org.jspecify.annotations.NullMarked;
