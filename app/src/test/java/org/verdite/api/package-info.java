/// The API as programs meet it.
package org.verdite.api;
