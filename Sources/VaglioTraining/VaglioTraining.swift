import Vaglio
