/// The judging kernel: one value against one limit. Pure; knows neither database nor web.
@NullMarked
package org.verdite.monitoring.judgement;

import org.jspecify.annotations.NullMarked;
