/// The pages in a real Chromium.
package org.verdite.browser;
