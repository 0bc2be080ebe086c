/** People in the pictures of cameras: who is the same from one picture to the next. */
@NullMarked
package dev.millrace.topology.tracking;

import org.jspecify.annotations.NullMarked;
