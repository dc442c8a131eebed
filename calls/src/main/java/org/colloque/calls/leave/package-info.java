/** Leaving a call for those who lost their connection. */
package org.colloque.calls.leave;
