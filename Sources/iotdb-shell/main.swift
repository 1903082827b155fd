print("iotdb-shell")
