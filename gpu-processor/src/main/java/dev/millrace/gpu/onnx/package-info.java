/** Writing models in the ONNX format, without the libraries of any other language. */
@NullMarked
package dev.millrace.gpu.onnx;

import org.jspecify.annotations.NullMarked;
