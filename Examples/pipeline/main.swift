import Vaglio
print(Pipeline.standard("ciao").string)
