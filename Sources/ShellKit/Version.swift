/// Version of the program and the library, in semantic versioning.
package let iotdbShellVersion = "0.1.0"
